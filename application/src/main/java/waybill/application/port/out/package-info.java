/** What Waybill needs of the world. Every call that touches the database is set-based and atomic on its own. */
@NullMarked
package waybill.application.port.out;

import org.jspecify.annotations.NullMarked;
