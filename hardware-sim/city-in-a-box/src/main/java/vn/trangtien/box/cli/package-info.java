/**
 * The command line {@code city}: options in, exit codes and readable messages out. Nothing here knows how a city works.
 */
@NullMarked
package vn.trangtien.box.cli;

import org.jspecify.annotations.NullMarked;
