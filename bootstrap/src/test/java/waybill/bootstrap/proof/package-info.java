@NullMarked
package waybill.bootstrap.proof;

import org.jspecify.annotations.NullMarked;
