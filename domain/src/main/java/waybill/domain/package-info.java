/** What a message is and what may become of it. Pure: no I/O, no clock, nothing but the JDK. */
@NullMarked
package waybill.domain;

import org.jspecify.annotations.NullMarked;
