/** The crash proof: real processes, killed and cut off, and the promises looked at from the outside. */
@NullMarked
package waybill.bootstrap.proof;

import org.jspecify.annotations.NullMarked;
