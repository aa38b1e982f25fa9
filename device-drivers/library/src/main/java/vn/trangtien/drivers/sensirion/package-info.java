/**
 * What Sensirion's command-driven sensors have in common: 16-bit commands, and words that each carry a checksum. Knows no
 * single part.
 */
@NullMarked
package vn.trangtien.drivers.sensirion;

import org.jspecify.annotations.NullMarked;
