/**
 * Modbus over serial lines and TCP, and devices described by their register map alone.
 *
 * <p>The RTU master is ours: frames of a serial line carry no number, and that of the usual library gives a late reply to the
 * next request. It does not use the library's message types either: what it has to do, finding one reply among noise, echo and
 * the replies of others, happens before there is a message, and two functions without their frames are two lines. Over TCP the
 * library (digitalpetri) numbers, writes and reads the messages; the socket under it is ours, see {@code SocketTransport}.
 *
 * <p>Register addresses count from 0, as on the wire, not from 40001. The shipped maps lie beside the classes.
 */
@NullMarked
package vn.trangtien.drivers.modbus;

import org.jspecify.annotations.NullMarked;
