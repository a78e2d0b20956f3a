/** The use cases of several nodes over fakes, with a seed that decides who goes on at each step and what goes wrong. */
@NullMarked
package waybill.application.simulation;

import org.jspecify.annotations.NullMarked;
