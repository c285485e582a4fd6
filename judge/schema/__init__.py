"""What an editor is told of the files of a challenge: JSON Schemas, made from what the readers and the verbs declare."""
