/** What callers may ask of Waybill: one act each. */
@NullMarked
package waybill.application.port.in;

import org.jspecify.annotations.NullMarked;
