/** Plivo: its Message API, the signatures of its callbacks, and what they say. The only place that knows its words. */
@NullMarked
package waybill.adapter.plivo;

import org.jspecify.annotations.NullMarked;
