/** The composition root, the configuration and the command line. */
@NullMarked
package waybill.bootstrap.proof;

import org.jspecify.annotations.NullMarked;
