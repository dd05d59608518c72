/** The API: programs with a token, and refusals as JSON. */
@NullMarked
package io.github.milvusretention.console.access.token;

import org.jspecify.annotations.NullMarked;
