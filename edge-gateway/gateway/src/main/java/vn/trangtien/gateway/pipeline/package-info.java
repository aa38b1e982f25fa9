/**
 * From what an instrument gave to what is worth sending: scale, limits, dead-band, alarms, and what to say of a device that no
 * longer answers. Pure: no clock, no thread, no input or output; time comes with the samples as nanoseconds of the device clock.
 */
@NullMarked
package vn.trangtien.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
