/** Makes the AOT cache of the jar: what the JVM learns in a run is kept for the next start. */
@NullMarked
package waybill.bootstrap.training;

import org.jspecify.annotations.NullMarked;
