@NullMarked
package waybill.adapter.http;

import org.jspecify.annotations.NullMarked;
