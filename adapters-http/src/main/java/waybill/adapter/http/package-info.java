/** The interface over HTTP: translates requests into the acts of {@code application} and their results into answers. */
@NullMarked
package waybill.adapter.http;

import org.jspecify.annotations.NullMarked;
