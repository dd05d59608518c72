/** The rules file as it is written: its text, its parts, their places, and what is wrong there. */
@NullMarked
package io.github.milvusretention.rules.yaml;

import org.jspecify.annotations.NullMarked;
