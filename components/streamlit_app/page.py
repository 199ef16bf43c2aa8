"""The script that Streamlit runs for each reader. A host's own `st.` lines go here.

What stands before `show()` appears above the timeline, what stands after it below. To keep your
lines out of this file, copy it elsewhere and name the copy in TIMELINE_PAGE.
"""

from components.streamlit_app import show

show()
