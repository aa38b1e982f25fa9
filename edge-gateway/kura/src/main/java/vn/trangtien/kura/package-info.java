/**
 * Our drivers as Eclipse Kura wants them, as far as that can be said without Kura.
 *
 * <p>What lives here: settings of a component to a device, metatype out of descriptors, reading, writing and watching with errors
 * as words. What is deliberately not here: any class of Kura. The adapter that knows them is in {@code src/kura}, is compiled only
 * in the Maven profile {@code kura}, and has nothing to decide.
 */
@NullMarked
package vn.trangtien.kura;

import org.jspecify.annotations.NullMarked;
