/** Who may see and act in the console, as the rules file says it. */
@NullMarked
package io.github.milvusretention.rules.console;

import org.jspecify.annotations.NullMarked;
