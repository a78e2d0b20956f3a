/** The PostgreSQL that Waybill brings along: a real one, whose data is kept. */
@NullMarked
package waybill.adapter.persistence.embedded;

import org.jspecify.annotations.NullMarked;
