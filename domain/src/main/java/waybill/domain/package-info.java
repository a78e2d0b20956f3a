@NullMarked
package waybill.domain;

import org.jspecify.annotations.NullMarked;
