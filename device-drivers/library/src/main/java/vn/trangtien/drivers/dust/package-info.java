/**
 * What dust sensors with a laser and a fan have in common: a time to draw steady air after waking, and a life of about 8,000
 * hours, which a sensor that sleeps between its measurements spends more slowly. What its commands look like is the driver's
 * business.
 */
@NullMarked
package vn.trangtien.drivers.dust;

import org.jspecify.annotations.NullMarked;
