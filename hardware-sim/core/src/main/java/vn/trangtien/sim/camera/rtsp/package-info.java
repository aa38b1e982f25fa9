/**
 * The camera's RTSP 1.0 server (RFC 2326): requests and their states, RTP packets of H.264 (RFC 6184) and H.265 (RFC 7798),
 * RTCP reports (RFC 3550), and the faults of a network.
 */
@NullMarked
package vn.trangtien.sim.camera.rtsp;

import org.jspecify.annotations.NullMarked;
