/**
 * The fleet of gateways from the command line: asking the ingest over HTTP, tables for people, QR codes for a terminal and for
 * paper. What is deliberately not here: any rule of the fleet; those are the ingest's.
 */
@NullMarked
package vn.trangtien.box.fleet;

import org.jspecify.annotations.NullMarked;
