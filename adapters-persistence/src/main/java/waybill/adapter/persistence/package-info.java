/** The store, on PostgreSQL. */
@NullMarked
package waybill.adapter.persistence;

import org.jspecify.annotations.NullMarked;
