/** Tests of the alarm engine's reasoning: every state against every event, and long random walks with fixed seeds. */
@NullMarked
package vn.trangtien.city.alarm.core;

import org.jspecify.annotations.NullMarked;
