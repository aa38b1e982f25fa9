/**
 * A run without a person: somebody scripted sits at the screens over HTTP, and at the end an account is written.
 *
 * <p>The operator and the official use the pages as a browser does – sign-in form, cookies, hidden fields – and nothing that a
 * browser could not see. Numbers in the account are asked from outside the parts that they judge.
 */
@NullMarked
package vn.trangtien.box.headless;

import org.jspecify.annotations.NullMarked;
