/**
 * What a correct configuration will mean, found without hardware: how busy each bus will be, and what looks like an oversight.
 * Times are estimates from rates and datasheets, good to a factor of two.
 */
@NullMarked
package vn.trangtien.gateway.survey;

import org.jspecify.annotations.NullMarked;
