/**
 * What the product costs. The drivers and the poll loop: 64 devices on the wire tier of a simulated board, against a bare loop that
 * makes the same transfers, and a day in virtual time; a <em>reading</em> is one read of one device, which gives one to fifteen
 * values. The gateway's runtime: its spool against a bare table, its link against a real broker, its process as it is installed.
 */
@NullMarked
package vn.trangtien.box.bench;

import org.jspecify.annotations.NullMarked;
