"""What HubDesk is about, as pure Python: no files, no SQL, no Qt, no clock."""
