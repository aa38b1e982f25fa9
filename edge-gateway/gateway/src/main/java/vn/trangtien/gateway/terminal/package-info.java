/**
 * How a command of this product speaks to a person: both languages, what is wrong before what to do, the same exit codes
 * everywhere. What is deliberately not here: any command.
 */
@NullMarked
package vn.trangtien.gateway.terminal;

import org.jspecify.annotations.NullMarked;
