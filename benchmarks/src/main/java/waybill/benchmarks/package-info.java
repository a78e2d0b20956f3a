/** Measures the finished jar from outside, next to what the machine itself can do; nothing of it is in that jar. */
@NullMarked
package waybill.benchmarks;

import org.jspecify.annotations.NullMarked;
