/**
 * Who may look: Basic and Digest authentication as RTSP and HTTP share them (RFC 2617, RFC 7616).
 */
@NullMarked
package vn.trangtien.sim.camera.auth;

import org.jspecify.annotations.NullMarked;
