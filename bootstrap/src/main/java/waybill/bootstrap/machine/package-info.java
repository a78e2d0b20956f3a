/** What this machine has to give. */
@NullMarked
package waybill.bootstrap.machine;

import org.jspecify.annotations.NullMarked;
