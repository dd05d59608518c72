/**
 * How pages ask clusters: few questions at once, and without waiting longer than a browser does.
 */
@NullMarked
package io.github.milvusretention.console.web.asking;

import org.jspecify.annotations.NullMarked;
