/**
 * The example of the page "Write a driver in 30 minutes": a driver for a sensor that is not shipped, with its simulator model.
 * Lives among the tests so that the build compiles it, runs it and compares it with the page. In a driver that ships, the
 * two driver classes would live in {@code device-drivers/library} and the two of the model in {@code vn.trangtien.sim.model}.
 */
@NullMarked
package vn.trangtien.sim.example;

import org.jspecify.annotations.NullMarked;
