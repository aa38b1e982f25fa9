/**
 * Where frames come from: network cameras over RTSP and recorded files, decoded by FFmpeg through JavaCV.
 *
 * <p>This package and nothing else in the room touches native code. A wrong pointer here ends the whole process, so pixels
 * leave it only as Java arrays.
 */
@NullMarked
package vn.trangtien.video.source;

import org.jspecify.annotations.NullMarked;
