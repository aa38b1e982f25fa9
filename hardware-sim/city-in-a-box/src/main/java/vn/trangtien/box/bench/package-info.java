/**
 * What the drivers and the poll loop cost: 64 devices on the wire tier of a simulated board, against a bare loop that makes the
 * same transfers, and a day in virtual time. A <em>reading</em> is one read of one device, which gives one to fifteen values.
 */
@NullMarked
package vn.trangtien.box.bench;

import org.jspecify.annotations.NullMarked;
