/**
 * The commands of {@code trangtien-gateway}, for the technician at the pole. {@code city gateway} is made of the same classes;
 * what differs is only the hardware that it may open. Every command knows {@code --json} and documents its exit codes.
 */
@NullMarked
package vn.trangtien.gateway.cli;

import org.jspecify.annotations.NullMarked;
