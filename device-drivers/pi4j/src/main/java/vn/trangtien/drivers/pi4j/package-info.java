/**
 * The ports of {@link vn.trangtien.drivers.port} over Pi4J 2.8 and jSerialComm: the only production code that imports
 * either. What Pi4J does unexpectedly is hidden here and nowhere else:
 *
 * <ul>
 *   <li>one address space for all I/O types of a context – each bus has a context of its own, and a gpio bus one for its
 *       lines and one for its pulse-width outputs; inputs and outputs share one, since their providers share the handle of the
 *       chip and whoever closes first closes it;
 *   <li>providers picked by priority from the class path – each context gets exactly one, named provider;
 *   <li>a missing I2C device is an exception three levels deep – it becomes {@code NOT_PRESENT};
 *   <li>SPI errors are return values of -1 or 0 – they become exceptions;
 *   <li>debouncing differs between providers – it is switched off and left to the drivers;
 *   <li>the PWM chip is guessed from the board, wrongly on some – it always comes from the configuration;
 *   <li>the I2C provider believes in a slave address before the kernel accepted it – the context is rebuilt after such a
 *       failure.
 * </ul>
 *
 * <p>1-Wire is not Pi4J's: the kernel shows its devices as files.
 *
 * <p>Off a Raspberry Pi, Pi4J complains about the board at start. The application that owns the log silences the loggers of
 * {@link vn.trangtien.drivers.pi4j.Pi4jBuses#NOISY_LOGGERS}.
 */
@NullMarked
package vn.trangtien.drivers.pi4j;

import org.jspecify.annotations.NullMarked;
