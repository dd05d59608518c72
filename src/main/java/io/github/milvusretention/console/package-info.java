/**
 * The web pages of the daemon. Each package beneath it is a page or an act, with its templates in
 * the resources; what they show comes from the same services as the answers of the commands.
 */
@NullMarked
package io.github.milvusretention.console;

import org.jspecify.annotations.NullMarked;
