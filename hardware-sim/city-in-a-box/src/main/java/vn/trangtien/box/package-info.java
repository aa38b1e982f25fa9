/**
 * The whole city in one process, and its command line.
 *
 * <p>What lives here: assembling what the other rooms built – embedded servers, three services, three simulated gateways – in
 * the right order, taking it down again in the reverse one, and telling a person what is going on. What is deliberately not
 * here: any rule of the city itself. Texts that a person reads are a {@link vn.trangtien.drivers.Text}, Vietnamese first.
 */
@NullMarked
package vn.trangtien.box;

import org.jspecify.annotations.NullMarked;
