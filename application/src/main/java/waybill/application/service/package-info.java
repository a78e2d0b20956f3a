@NullMarked
package waybill.application.service;

import org.jspecify.annotations.NullMarked;
