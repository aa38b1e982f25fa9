/** Microchip MCP3008 on SPI: eight voltages of 10 bits. */
@NullMarked
package vn.trangtien.drivers.mcp3008;

import org.jspecify.annotations.NullMarked;
