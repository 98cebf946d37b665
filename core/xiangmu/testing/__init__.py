"""What a plugin's author gets for testing: cases written as sentences, and the contract every plugin keeps."""
