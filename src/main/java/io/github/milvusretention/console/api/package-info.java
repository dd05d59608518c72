/** The console for programs: the answers of the commands, and the acts, over HTTP as JSON. */
@NullMarked
package io.github.milvusretention.console.api;

import org.jspecify.annotations.NullMarked;
