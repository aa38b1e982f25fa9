/** Street lamps: a relay, and a 0–10 V dimmer where there is one. Levels are percent; 0 is off. */
@NullMarked
package vn.trangtien.drivers.lamp;

import org.jspecify.annotations.NullMarked;
