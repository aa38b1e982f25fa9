/**
 * Everything that can go wrong, by name: switched by a person or a test while the simulation runs, or by a time-line, always
 * or with a probability. One seed decides all chances.
 */
@NullMarked
package vn.trangtien.sim.fault;

import org.jspecify.annotations.NullMarked;
