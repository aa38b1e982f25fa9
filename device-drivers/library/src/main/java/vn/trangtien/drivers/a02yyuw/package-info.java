/** DFRobot A02YYUW ultrasonic sensor on a UART: distance to the water in mm and, from it, the level in m. */
@NullMarked
package vn.trangtien.drivers.a02yyuw;

import org.jspecify.annotations.NullMarked;
