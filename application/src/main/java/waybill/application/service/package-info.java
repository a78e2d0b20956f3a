/** The use cases: load, decide, store. */
@NullMarked
package waybill.application.service;

import org.jspecify.annotations.NullMarked;
