/**
 * Register-level and byte-level models of instruments, written from their datasheets. Deliberately without any code of the
 * drivers that read them: shared code would agree with the driver's mistakes.
 *
 * <p>A {@code …Model} is the instrument: it knows bytes, registers, edges and the time that it is given, and asks for what it
 * feels. A {@code …Placement} puts one on the bench from what a technician wrote, and is found through
 * {@link java.util.ServiceLoader}. What a scenario may say about an instrument under {@code simulation}:
 *
 * <pre>
 * analog-scaled  feels      soundLevel, riverLevel, co2 …; without it the unit decides
 * gps-nmea       latitude, longitude, altitude, fixAfter
 * street-lamp    watts, lampFault
 * lorawan        every, lostShare
 * </pre>
 */
@NullMarked
package vn.trangtien.sim.model;

import org.jspecify.annotations.NullMarked;
