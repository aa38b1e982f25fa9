/**
 * Where frames come from: network cameras over RTSP or HTTP, USB cameras and recorded files, decoded by FFmpeg.
 *
 * <p>This package and {@code clip} alone touch native code. A wrong pointer ends the whole process, so pixels and packets
 * leave it only as Java arrays. Every wait for a camera ends within the time-out of its settings.
 */
@NullMarked
package vn.trangtien.video.source;

import org.jspecify.annotations.NullMarked;
