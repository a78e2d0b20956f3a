@NullMarked
package waybill.simulator;

import org.jspecify.annotations.NullMarked;
