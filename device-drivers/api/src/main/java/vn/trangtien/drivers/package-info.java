/**
 * What every instrument driver offers and may use.
 *
 * <p>A driver turns bytes on a bus into {@link vn.trangtien.drivers.Sample}s and nothing else. When to poll, how often to
 * retry, how to scale, which limits hold and where to publish is the gateway's business, which is why nothing here knows a
 * thread, a wall clock of its own or a broker. Units are UCUM codes ({@code Cel}, {@code Pa}, {@code %}, {@code m},
 * {@code ug/m3}); instants are UTC.
 */
@NullMarked
package vn.trangtien.drivers;

import org.jspecify.annotations.NullMarked;
